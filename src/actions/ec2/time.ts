/** How EC2 shows times: to the whole second, unlike Auto Scaling. */
import { type Instant, wholeSecond } from "../../domain/time.ts";

export function ec2Time(at: Instant): Date {
  return new Date(wholeSecond(at));
}
