import { squeeze } from '../../../text/normalise.ts';

export const OFFICE_KINDS = ['province', 'prefecture', 'city', 'league', 'county', 'township', 'department'] as const;

export type OfficeKind = (typeof OFFICE_KINDS)[number];

const MUNICIPALITIES = /^(?:北京|天津|上海|重庆)市$/;

/** A body of a region: the name of a region in front, then one of the usual endings. */
const DEPARTMENT =
  /^\p{Script=Han}{1,12}(?:省|自治区|自治州|盟|市|旗|县|区)\p{Script=Han}{1,20}(?:局|厅|委员会|办公室|中心|队|院|所|馆|会|署)$/u;

/** What the name of a region alone says. A 市 may be a prefecture-level or a county-level city. */
const kindsOfRegion = (name: string): readonly OfficeKind[] => {
  if (/(?:苏木|乡|镇|街道|街道办事处)$/.test(name)) return ['township'];
  if (/(?:省|自治区)$/.test(name) || MUNICIPALITIES.test(name)) return ['province'];
  if (/自治州$/.test(name)) return ['prefecture'];
  if (/(?:盟|地区)$/.test(name)) return ['league'];
  if (/(?:旗|县|区)$/.test(name)) return ['county'];
  return /市$/.test(name) ? ['city', 'county'] : [];
};

/**
 * What kinds of office a stated name may mean; empty when the name does not tell.
 *
 *     "样例盟行政公署" → league        "样例旗人民政府" → county        "样例市人民政府" → city or county
 *     "样例县教育局" → department      "样例市人民政府办公室" → department, city or county
 *
 * The general office of a government publishes for the government as well as for itself, so it may be both.
 */
export const officeKinds = (officeName: string): readonly OfficeKind[] => {
  const name = squeeze(officeName);
  const ofGovernment = /^(.{1,40}?)(?:人民政府)?办公[厅室]$/.exec(name)?.[1];
  if (ofGovernment) {
    const kinds = kindsOfRegion(ofGovernment);
    if (kinds.length > 0) return ['department', ...kinds];
  }
  const region = name.replace(/(?:人民政府|行政公署|行署|政府)$/, '');
  const kinds = kindsOfRegion(region);
  if (kinds.length > 0) return kinds;
  return DEPARTMENT.test(name) ? ['department'] : [];
};
