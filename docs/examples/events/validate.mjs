// Looks at each checkpoint that it is sent, and takes the refresh back when its check says no.
import { createServer } from "node:http";

const isGood = async () => false; // Here stands your own check: a smoke test, an error rate.
const operation = "RollbackInstanceRefresh"; // In a program for AWS too, by its SDK.

createServer(async (request, response) => {
  const { detail, "detail-type": type } = JSON.parse(Buffer.concat(await request.toArray()));
  if (type.endsWith("Checkpoint Reached") && !(await isGood(detail))) {
    const input = { AutoScalingGroupName: detail.AutoScalingGroupName };
    const body = JSON.stringify({ service: "autoscaling", operation, input });
    await fetch(`${process.env.ASG_LOCAL_ENDPOINT}/_asg-local/calls`, { method: "POST", body });
  }
  response.writeHead(204).end();
}).listen(8080);
