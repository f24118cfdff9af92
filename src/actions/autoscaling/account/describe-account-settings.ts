/** DescribeAccountSettings: what is stored for the account and region, else AWS's default. */
import { inferredPolicyTexts } from "../../../domain/texts/inferred-policy-texts.ts";
import { validationError } from "../../../model/faults.ts";
import { defineAction } from "../../action.ts";
import { autoScalingPage, type GroupPaging } from "../page.ts";
import { accountSettingNames } from "./account-settings.ts";

const paging: GroupPaging<string> = {
  operation: "DescribeAccountSettings",
  defaultSize: 50,
  largestSize: 100,
  order: "ascending",
  keyOf: (name) => name,
};

export const describeAccountSettings = defineAction(
  "autoscaling",
  "DescribeAccountSettings",
  (input, { region }) => {
    const { Name: name } = input;
    if (name !== undefined && !accountSettingNames.includes(name)) {
      throw validationError(inferredPolicyTexts.unknownAccountSetting(name));
    }
    const { items, nextToken } = autoScalingPage(name ? [name] : accountSettingNames, input, {
      ...paging,
      region,
    });
    const shown = items.map((Name) => ({
      Name,
      Value: region.accountSettings.get(Name) ?? "disabled",
      EnforcementType: "none",
    }));
    return { output: { Settings: shown, NextToken: nextToken } };
  },
);
