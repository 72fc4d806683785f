import type { z } from 'zod';

/** Turns a schema into the `parseOptions` of a check: an Error names the option and what would be accepted. */
export const optionsBySchema =
  <Schema extends z.ZodType>(schema: Schema) =>
  (raw: Readonly<Record<string, unknown>>): z.output<Schema> => {
    const parsed = schema.safeParse(raw);
    if (parsed.success) return parsed.data;
    const faults = parsed.error.issues.map((issue) => `with.${issue.path.join('.') || '*'}: ${issue.message}`);
    throw new Error(faults.join('; '));
  };
