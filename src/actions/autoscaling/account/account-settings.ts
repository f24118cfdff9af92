/** The settings of Auto Scaling for an account that AWS documents. */
export const accountSettingNames: readonly string[] = ["launchBeforeTerminate"];
