/**
 * PutAccountSetting: launchBeforeTerminate, which applies where no policy decides what goes first.
 */
import { inferredPolicyTexts } from "../../../domain/texts/inferred-policy-texts.ts";
import { validationError } from "../../../model/faults.ts";
import { defineAction } from "../../action.ts";
import { accountSettingNames } from "./account-settings.ts";

export const putAccountSetting = defineAction(
  "autoscaling",
  "PutAccountSetting",
  ({ Name: name = "", Value: value = "" }) => {
    if (!accountSettingNames.includes(name)) {
      throw validationError(inferredPolicyTexts.unknownAccountSetting(name));
    }
    if (value !== "enabled" && value !== "disabled") {
      throw validationError(inferredPolicyTexts.invalidAccountSettingValue(value));
    }
    return { output: {}, changes: [{ type: "AccountSettingPut", name, value }] };
  },
);
