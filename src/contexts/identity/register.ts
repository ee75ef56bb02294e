import type { Platform } from "#platform/context.ts";
import { forgetUnprovenApplicants } from "./commands/erase-applicant.ts";
import { type AskedApplicant, applicantJob, bringInApplicant } from "./commands/register-applicant.ts";
import { mailSignInLink, signInLinkJob } from "./commands/sign-in.ts";
import { forgetExpiredSignIns } from "./jobs.ts";

export { endpoints } from "./api.ts";

export const constraints = {
  base_only_one: "identity.errors.baseExists",
  base_change_one_open: "identity.errors.changeOpen",
  invitation_open: "identity.errors.alreadyInvited",
  organisation_one_operator: "identity.errors.organisationKnown",
  person_email_unique: "errors.conflict",
  seat_unique: "identity.errors.alreadySeated",
  unit_name_unique: "identity.errors.unitNameTaken",
};

export function defineJobs(platform: Platform): void {
  platform.jobs.define<{ email: string; next?: string }>({
    name: signInLinkJob,
    run: ({ data: { email, next } }) => mailSignInLink(platform, email, next ? { next } : {}),
  });
  platform.jobs.define<AskedApplicant & Record<string, unknown>>({
    name: applicantJob,
    run: ({ data }) => bringInApplicant(platform, data),
  });
  platform.jobs.define({
    name: "identity.forget-unproven-applicants",
    cron: "27 3 * * *",
    run: async () => void (await forgetUnprovenApplicants(platform)),
  });
  platform.jobs.define({
    name: "identity.forget-expired-sign-ins",
    cron: "17 3 * * *",
    run: () => forgetExpiredSignIns(platform),
  });
}
