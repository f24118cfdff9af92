/**
 * Messages of refused launches that no public activity log shows, taken from EC2's messages for
 * other calls in its documentation and clients.
 */
export const inferredLaunchTexts = {
  internalError: "An internal error has occurred",
  imageGone: (imageId: string) => `The image ID '${imageId}' is no longer available for launch`,
  tooManyRequests: "Request limit exceeded",
  unauthorized: "You are not authorized to perform this operation",
} as const;
