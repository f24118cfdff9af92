/** All groups of all accounts and regions, each with its sizes and the refresh under way. */
import type { GroupStatus } from "../../client/answers.ts";
import { addressOf } from "../data/place.ts";
import { countText } from "../data/times.ts";
import { Status } from "./status.tsx";

export function Overview({ groups }: { readonly groups: readonly GroupStatus[] }) {
  return (
    <section class="overview" aria-labelledby="overview">
      <h1 id="overview">Auto Scaling groups</h1>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Instance refresh</th>
              <th scope="col">Instances</th>
              <th scope="col" class="number">
                Desired
              </th>
              <th scope="col" class="number">
                Minimum
              </th>
              <th scope="col" class="number">
                Maximum
              </th>
              <th scope="col">Region</th>
              <th scope="col">Account</th>
            </tr>
          </thead>
          <tbody>
            {groups.map((group) => (
              <Row key={`${group.account}${group.region}${group.name}`} group={group} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Row({ group }: { readonly group: GroupStatus }) {
  const { name, account, region, refresh } = group;
  const states = Object.entries(group.instances).map(
    ([state, count]) => `${countText(count)} ${state}`,
  );
  return (
    <tr>
      <th scope="row">
        <a href={addressOf({ group: name, account, region })}>{name}</a>
      </th>
      <td>
        {refresh === null ? (
          <span class="soft">none under way</span>
        ) : (
          <>
            <Status status={refresh.status} /> {refresh.percentageComplete ?? 0} %
          </>
        )}
      </td>
      <td>{states.length === 0 ? <span class="soft">none</span> : states.join(", ")}</td>
      <td class="number">{countText(group.desiredCapacity)}</td>
      <td class="number">{countText(group.minSize)}</td>
      <td class="number">{countText(group.maxSize)}</td>
      <td>{region}</td>
      <td class="numbers">{account}</td>
    </tr>
  );
}
