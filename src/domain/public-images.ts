/** Public images of AWS, Canonical and Microsoft, and the parameters that name them. */
import { type Image, imageDefaults } from "./ec2-record.ts";
import { stableHex } from "./stable-hash.ts";

/** An image with the SSM parameters whose value is its id. */
interface PublicImage {
  readonly image: Image;
  readonly parameters: readonly string[];
}

const architectures = ["x86_64", "arm64"] as const;
type Architecture = (typeof architectures)[number];

/** Three ids that examples use; all others are derived from the name. */
const fixedIds: Readonly<Record<string, string>> = {
  "al2023-ami-2023.9.20260914.0-kernel-6.1-x86_64": "ami-0abcdef1234567890",
  "al2023-ami-2023.9.20260914.0-kernel-6.1-arm64": "ami-0abcdef1234567891",
  "ubuntu/images/hvm-ssd-gp3/ubuntu-noble-24.04-amd64-server-20260901": "ami-0abcdef1234567892",
};

function publicImage(
  members: Pick<Image, "name" | "description" | "ownerId"> & Partial<Image>,
  parameters: readonly string[],
): PublicImage {
  const id = fixedIds[members.name] ?? `ami-${stableHex(members.name)}`;
  const createdAt = "2026-09-14T18:00:00.000Z";
  return { image: { ...imageDefaults, isPublic: true, createdAt, ...members, id }, parameters };
}

/** An image in Amazon's account. */
function amazonImage(
  name: string,
  members: { readonly description: string; readonly architecture: Architecture } & Partial<Image>,
  parameters: readonly string[],
): PublicImage {
  const owner = { ownerId: "137112412989", ownerAlias: "amazon" };
  return publicImage({ ...owner, ...members, name }, parameters);
}

/** Amazon Linux 2023 supports version 2 of the instance metadata service alone. */
function membersOf2023(architecture: Architecture): Image["members"] {
  const BootMode = architecture === "arm64" ? "uefi" : "uefi-preferred";
  return { BootMode, ImdsSupport: "v2.0", SriovNetSupport: "simple" };
}

const linux = "/aws/service/ami-amazon-linux-latest";

/** Default and minimal, with each kernel; the default kernel is 6.1. */
function amazonLinux2023(): readonly PublicImage[] {
  return architectures.flatMap((architecture) =>
    ["al2023-ami", "al2023-ami-minimal"].flatMap((kind) =>
      ["6.1", "6.12"].map((kernel) => {
        const name = `${kind}-2023.9.20260914.0-kernel-${kernel}-${architecture}`;
        const kernels = kernel === "6.1" ? ["default", kernel] : [kernel];
        const parameters = kernels.map((one) => `${linux}/${kind}-kernel-${one}-${architecture}`);
        const suffix = `2023.9.20260914.0 ${architecture} HVM kernel-${kernel}`;
        const description =
          kind === "al2023-ami"
            ? `Amazon Linux 2023 AMI ${suffix}`
            : `Amazon Linux 2023 AMI ${suffix} minimal`;
        const members = membersOf2023(architecture);
        return amazonImage(name, { description, architecture, members }, parameters);
      }),
    ),
  );
}

function amazonLinux2(): readonly PublicImage[] {
  const of = (kind: string, architecture: Architecture, disks: readonly string[]) =>
    disks.map((disk) => {
      const start = `amzn2-ami-${kind}`;
      const description = `Amazon Linux 2 AMI 2.0.20260907.0 ${architecture} ${kind} ${disk}`;
      const name = `${start}-2.0.20260907.0-${architecture}-${disk}`;
      const parameters = [`${linux}/${start}-${architecture}-${disk}`];
      return amazonImage(name, { description, architecture }, parameters);
    });
  return architectures.flatMap((architecture) => [
    ...of("hvm", architecture, architecture === "arm64" ? ["gp2"] : ["gp2", "ebs"]),
    ...of("kernel-5.10-hvm", architecture, ["gp2"]),
    ...of("minimal-hvm", architecture, ["ebs"]),
  ]);
}

const ecs = "/aws/service/ecs/optimized-ami";

/** Each `image_id` has a sibling `recommended`, which describes the image as JSON. */
function ecsOptimized(): readonly PublicImage[] {
  const systems = [
    { system: "amazon-linux-2023", start: "al2023-ami-ecs-hvm-2023.0.20260910", of: membersOf2023 },
    { system: "amazon-linux-2", start: "amzn2-ami-ecs-hvm-2.0.20260910", of: () => ({}) },
  ];
  return architectures.flatMap((architecture) =>
    systems.map(({ system, start, of }) => {
      const path = architecture === "arm64" ? `${system}/arm64` : system;
      const description = `Amazon ECS optimized AMI, ${system} ${architecture}`;
      const parameters = [`${ecs}/${path}/recommended/image_id`];
      const shown = { description, architecture, members: of(architecture) };
      return amazonImage(`${start}-${architecture}`, shown, parameters);
    }),
  );
}

const kubernetesVersions = ["1.30", "1.31", "1.32", "1.33", "1.34", "1.35"] as const;

function eksOptimized(): readonly PublicImage[] {
  return kubernetesVersions.flatMap((version) =>
    architectures.map((architecture) => {
      const start = `/aws/service/eks/optimized-ami/${version}/amazon-linux-2023/${architecture}`;
      const name = `amazon-eks-node-al2023-${architecture}-standard-${version}-v20260910`;
      const description = `EKS-optimized Kubernetes node based on Amazon Linux 2023, ${version}`;
      const parameters = [`${start}/standard/recommended/image_id`];
      const members = membersOf2023(architecture);
      return amazonImage(name, { description, architecture, members }, parameters);
    }),
  );
}

const canonical = "/aws/service/canonical/ubuntu/server";

function ubuntu(): readonly PublicImage[] {
  const releases = [
    { number: "24.04", codename: "noble", disk: "ebs-gp3", path: "hvm-ssd-gp3" },
    { number: "22.04", codename: "jammy", disk: "ebs-gp2", path: "hvm-ssd" },
    { number: "20.04", codename: "focal", disk: "ebs-gp2", path: "hvm-ssd" },
  ];
  return releases.flatMap(({ number, codename, disk, path }) =>
    (["amd64", "arm64"] as const).map((word) => {
      const names = [number, codename];
      return publicImage(
        {
          name: `ubuntu/images/${path}/ubuntu-${codename}-${number}-${word}-server-20260901`,
          description: `Canonical, Ubuntu, ${number}, ${word} ${codename} image`,
          architecture: word === "amd64" ? "x86_64" : word,
          ownerId: "099720109477",
          rootDeviceName: "/dev/sda1",
          createdAt: "2026-09-01T09:00:00.000Z",
        },
        names.map((one) => `${canonical}/${one}/stable/current/${word}/hvm/${disk}/ami-id`),
      );
    }),
  );
}

function windows(): readonly PublicImage[] {
  const years = ["2016", "2019", "2022", "2025"];
  const kinds = years.flatMap((year) => [`${year}-English-Full-Base`, `${year}-English-Core-Base`]);
  return kinds.map((kind) =>
    publicImage(
      {
        name: `Windows_Server-${kind}-2026.09.09`,
        description: `Microsoft Windows Server ${kind} [English] AMI provided by Amazon`,
        ownerId: "801119661308",
        ownerAlias: "amazon",
        rootDeviceName: "/dev/sda1",
        rootGibibytes: 30,
        members: {
          Platform: "windows",
          PlatformDetails: "Windows",
          UsageOperation: "RunInstances:0002",
        },
      },
      [`/aws/service/ami-windows-latest/Windows_Server-${kind}`],
    ),
  );
}

const publicImages: readonly PublicImage[] = [
  ...amazonLinux2023(),
  ...amazonLinux2(),
  ...ecsOptimized(),
  ...eksOptimized(),
  ...ubuntu(),
  ...windows(),
];

/** The images by id. */
export const imageCatalogue: ReadonlyMap<string, Image> = new Map(
  publicImages.map(({ image }) => [image.id, image]),
);

/** Values of the public parameters by name: image ids, and ECS's descriptions. */
export const publicParameterValues: ReadonlyMap<string, string> = new Map(
  publicImages.flatMap(({ image, parameters }) =>
    parameters.flatMap((name) => [[name, image.id] as const, ...recommendation(name, image)]),
  ),
);

function recommendation(name: string, image: Image): readonly (readonly [string, string])[] {
  if (!name.startsWith(ecs)) return [];
  const value = {
    image_id: image.id,
    image_name: image.name,
    os: name.includes("amazon-linux-2023") ? "Amazon Linux 2023" : "Amazon Linux 2",
    schema_version: 1,
  };
  return [[name.replace("/image_id", ""), JSON.stringify(value)]];
}
