/** EC2's times, in whole seconds, unlike Auto Scaling's (R-013). */
import { type Instant, wholeSecond } from "../../domain/time.ts";

export function ec2Time(at: Instant): Date {
  return new Date(wholeSecond(at));
}
