// Holds a deployment to what the team has agreed on, before anybody runs it: never below 90 % ready,
// and done within two hours. It needs Node and nothing else, so that it runs without Docker, too:
//
// Run: npx asg-local exec --world node_modules/asg-local/fixtures/worlds/web-fleet.json -- node validate.mjs
const endpoint = process.env.ASG_LOCAL_ENDPOINT;

async function ask(path, body) {
  const request = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
  const answer = await fetch(`${endpoint}/_asg-local/${path}`, request);
  const content = await answer.json();
  if (!answer.ok) throw new Error(content.error);
  return content;
}

const { groups } = await ask("groups");
let isGood = groups.length > 0;
for (const { name: group } of groups) {
  const preferences = { MinHealthyPercentage: 90, CheckpointPercentages: [50, 100] };
  const { status, durationSeconds, lowestReady } = await ask("plan", { group, preferences });
  const isAgreed =
    status === "Successful" && lowestReady.percentage >= 90 && durationSeconds <= 7200;
  isGood &&= isAgreed;
  const minutes = Math.round(durationSeconds / 60);
  const figures = `${minutes} minutes, ${lowestReady.percentage} % ready at the least`;
  process.stdout.write(`${isAgreed ? "ok" : "NOT OK"} ${group}: ${status}, ${figures}\n`);
}
process.exitCode = isGood ? 0 : 1;
