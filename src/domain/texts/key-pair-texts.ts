/** EC2's messages about key pairs; the one about names is our best guess. */

export const keyPairTexts = {
  unknown: (nameOrId: string) => `The key pair '${nameOrId}' does not exist`,
  duplicate: (name: string) => `The keypair '${name}' already exists.`,
  notPublicKey: "Key is not in valid OpenSSH public key format",
  /** Recorded by the public rule set cdk-preflight. */
  untrimmedName: (name: string) => `Invalid value '${name}' for keyName. It should be trimmed`,
  invalidName: (name: string) =>
    `Value (${name}) for parameter KeyName is invalid. Expecting at most 255 ASCII characters.`,
  invalidType: (type: string) =>
    `Value (${type}) for parameter KeyType is invalid. Expecting rsa or ed25519.`,
  invalidFormat: (format: string) =>
    `Value (${format}) for parameter KeyFormat is invalid. Expecting pem or ppk.`,
  noName: "The request must contain the parameter KeyName",
  noNameOrId: "The request must contain the parameter KeyName or KeyPairId",
} as const;
