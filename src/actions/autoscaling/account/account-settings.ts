/** Auto Scaling's account settings, as AWS documents them. */
export const accountSettingNames: readonly string[] = ["launchBeforeTerminate"];
