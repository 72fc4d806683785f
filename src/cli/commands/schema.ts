import { ruleJsonSchema } from '../../rules/rule-file.ts';
import { type Outcome, printed } from '../command.ts';
import { auditJsonSchema } from '../format/audit-schema.ts';

const SCHEMAS = { audit: auditJsonSchema, rule: ruleJsonSchema } as const;

type SchemaName = keyof typeof SCHEMAS;

/** `gouji schema audit|rule`: the JSON Schema of what `gouji audit --format json` prints, or of a rule file. */
export const schema = (name: SchemaName): Outcome => printed(`${JSON.stringify(SCHEMAS[name](), null, 2)}\n`);
