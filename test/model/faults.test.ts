/** The errors that may be thrown, and what of AWS's model they carry. */

import { describe, expect, it } from "vitest";
import { ec2Error, fault, ServiceError, validationError } from "../../src/model/faults.ts";
import { serviceModel, shapeOf, structureOf } from "../../src/model/shapes.ts";

describe("faults", () => {
  it("R-019 a modelled fault has the model's short code and status", () => {
    const error = fault("autoscaling", "InstanceRefreshInProgressFault", "busy");
    expect(error).toBeInstanceOf(ServiceError);
    expect({ ...error }).toMatchObject({ code: "InstanceRefreshInProgress", status: 400 });
    expect([error.message, error.sender]).toEqual(["busy", true]);
  });

  it("R-012 ResourceContention is 500 and the receiver's", () => {
    const error = fault("autoscaling", "ResourceContentionFault", "wait");
    expect([error.code, error.status, error.sender]).toEqual(["ResourceContention", 500, false]);
  });

  it("R-025 ValidationError is 400, though AWS models it nowhere", () => {
    const error = validationError("no");
    expect([error.code, error.status]).toEqual(["ValidationError", 400]);
  });

  it("G-132 EC2 errors take any code, with status 400 unless said", () => {
    expect(ec2Error("InvalidLaunchTemplateId.NotFound", "gone").status).toBe(400);
    expect(ec2Error("DryRunOperation", "would", 412).status).toBe(412);
  });
});

describe("shapes", () => {
  it("a name that the model lacks is a programmer's error", () => {
    const model = serviceModel("autoscaling");
    expect(() => shapeOf(model, "constructor")).toThrow("shape constructor is not in the model");
    expect(() => structureOf(model, "XmlString")).toThrow("shape XmlString is no structure");
    expect(() => fault("autoscaling", "NoFault" as never, "")).toThrow("models no fault NoFault");
  });

  it("a model is read once", () => {
    expect(serviceModel("ec2")).toBe(serviceModel("ec2"));
  });
});
