/**
 * Texts of refused launches that no public activity log shows: EC2's texts for other calls, as its
 * pages and clients quote them.
 */
export const inferredLaunchTexts = {
  internalError: "An internal error has occurred",
  imageGone: (imageId: string) => `The image ID '${imageId}' is no longer available for launch`,
  tooManyRequests: "Request limit exceeded",
  unauthorized: "You are not authorized to perform this operation",
} as const;
