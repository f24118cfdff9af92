/** The machine images that the emulator knows: a few public ones. Any other AMI id is plain. */
import { stableHex } from "../domain/network.ts";

export interface CatalogueImage {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly architecture: "x86_64" | "arm64";
  readonly ownerId: string;
  readonly ownerAlias?: string;
  readonly createdAt: string;
  readonly rootDeviceName: string;
}

const amazon = { ownerId: "137112412989", ownerAlias: "amazon", rootDeviceName: "/dev/xvda" };
const canonical = { ownerId: "099720109477", rootDeviceName: "/dev/sda1" };

export const imageCatalogue: readonly CatalogueImage[] = [
  {
    ...amazon,
    id: "ami-0abcdef1234567890",
    name: "al2023-ami-2023.9.20260914.0-kernel-6.1-x86_64",
    description: "Amazon Linux 2023 AMI 2023.9.20260914.0 x86_64 HVM kernel-6.1",
    architecture: "x86_64",
    createdAt: "2026-09-14T18:00:00.000Z",
  },
  {
    ...amazon,
    id: "ami-0abcdef1234567891",
    name: "al2023-ami-2023.9.20260914.0-kernel-6.1-arm64",
    description: "Amazon Linux 2023 AMI 2023.9.20260914.0 arm64 HVM kernel-6.1",
    architecture: "arm64",
    createdAt: "2026-09-14T18:00:00.000Z",
  },
  {
    ...canonical,
    id: "ami-0abcdef1234567892",
    name: "ubuntu/images/hvm-ssd-gp3/ubuntu-noble-24.04-amd64-server-20260901",
    description: "Canonical, Ubuntu, 24.04, amd64 noble image",
    architecture: "x86_64",
    createdAt: "2026-09-01T09:00:00.000Z",
  },
];

/** What an AMI of the caller's own looks like: any well-formed id is one. */
export function plainImage(id: string, account: string): CatalogueImage {
  return {
    id,
    name: `image-${stableHex(id).slice(0, 8)}`,
    description: "An image that asg-local takes as given",
    architecture: "x86_64",
    ownerId: account,
    createdAt: "2026-01-01T00:00:00.000Z",
    rootDeviceName: "/dev/xvda",
  };
}
