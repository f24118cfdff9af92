/** The types of events that AWS sends of a group, in the order in which a choice lists them. */

export const refreshEvent = "EC2 Auto Scaling Instance Refresh";

const refreshEnds = [
  "Started",
  "Checkpoint Reached",
  "Started Baking",
  "Succeeded",
  "Failed",
  "Cancelled",
  "Rollback Started",
  "Rollback Succeeded",
  "Rollback Failed",
];

export const eventTypes: readonly string[] = [
  ...refreshEnds.map((end) => `${refreshEvent} ${end}`),
  "EC2 Instance Launch Successful",
  "EC2 Instance Launch Unsuccessful",
  "EC2 Instance Terminate Successful",
  "EC2 Instance Terminate Unsuccessful",
  "EC2 Instance Detach Successful",
  "EC2 Instance Detach Unsuccessful",
  "EC2 Instance-launch Lifecycle Action",
  "EC2 Instance-terminate Lifecycle Action",
];
