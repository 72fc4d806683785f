import { describe, expect, it } from 'vitest';
import { auditGenerated } from '../../bench/generate/audit-generated.ts';
import { generatedFile, LAYOUTS } from '../../bench/generate/report-bytes.ts';
import { theKnowledge } from '../the-knowledge.ts';

// The short form of bench/false-alarms.ts: every layout of every form, twice.
const FIRST = 7_000_000;
const knowledge = theKnowledge();
const count = 2 * LAYOUTS.length * knowledge.templates.length;
const files = Array.from({ length: count }, (_, i) => generatedFile(knowledge.templates, FIRST + i));

describe('a report that keeps every official requirement', () => {
  it.each(files.map((file) => [`${file.report.template.id}, ${file.layout}, ${file.name}`, file] as const))(
    'is read cell for cell and nothing is found in it: %s',
    async (_, file) => {
      const { wrong, findings } = await auditGenerated(file, knowledge);
      expect(wrong).toEqual([]);
      const alarms = findings.filter((finding) => finding.severity !== 'info');
      expect(alarms.map((finding) => `${finding.severity} ${finding.rule}: ${finding.message.zh}`)).toEqual([]);
    },
  );

  it('comes out the same from the same number', () => {
    expect(generatedFile(knowledge.templates, FIRST).text).toBe(files[0]!.text);
  });
});
