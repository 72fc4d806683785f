import { describe, expect, it } from 'vitest';
import { officeKinds } from '../../../../src/rules/checks/figures/office-kinds.ts';

describe('the kind of an office', () => {
  it.each([
    ['样例自治区人民政府', ['province']],
    ['样例省', ['province']],
    ['北京市人民政府', ['province']],
    ['样例自治州人民政府', ['prefecture']],
    ['样例盟行政公署', ['league']],
    ['样例盟行署', ['league']],
    ['样例旗人民政府', ['county']],
    ['样例自治县人民政府', ['county']],
    ['样例区人民政府', ['county']],
    ['样例苏木人民政府', ['township']],
    ['样例镇', ['township']],
    ['样例街道办事处', ['township']],
    ['样例旗教育局', ['department']],
    ['样例自治区发展和改革委员会', ['department']],
  ])('of %s is told by its name', (name, kinds) => {
    expect(officeKinds(name)).toEqual(kinds);
  });

  it('of a city may be either, since the name does not say whether it has districts', () => {
    expect(officeKinds('样例市人民政府')).toEqual(['city', 'county']);
  });

  it('of a general office may be that of its government', () => {
    expect(officeKinds('样例自治区人民政府办公厅')).toEqual(['department', 'province']);
    expect(officeKinds('样例旗人民政府办公室')).toEqual(['department', 'county']);
  });

  it.each(['样例', '国家税务总局', ''])('of “%s” is not known', (name) => {
    expect(officeKinds(name)).toEqual([]);
  });
});
