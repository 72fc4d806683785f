/**
 * What the text of a possible table cell looks like. Shapes only: no label or indicator is known here.
 */

const FIGURE =
  /^[+\-±−]?\d[\d,]{0,24}(?:\.\d{1,12})?(?:%|‰|[百千]?[万亿]{0,2}(?:元|件|条|次|人|个|篇|期|份|场|项|部)?)$/;

const DASH = /^[-—–−/\\]{1,4}$/;

/** A figure as a cell prints it: "3744", "1,234", "12.5%", "5.19亿元", "—", "/". */
export const isFigure = (text: string): boolean => {
  if (text === '' || text.length > 40) return false;
  const plain = text.normalize('NFKC').trim();
  return FIGURE.test(plain) || DASH.test(plain);
};

/** The value of a bare whole number of at most four digits (full-width digits too), else null. */
export const bareNumber = (text: string): number | null => {
  if (text.length > 8) return null;
  const plain = text.normalize('NFKC').trim();
  return /^\d{1,4}$/.test(plain) ? Number(plain) : null;
};

/** A sentence or part of one, as opposed to a label: a full stop inside, or a great length. */
export const isProse = (text: string): boolean => text.length > 120 || /[。！？]/.test(text);

/** A remark below a table ("注:…", "（备注：…）"). */
export const isRemark = (text: string): boolean => /^[（(【[]?\s{0,3}(?:注|备注|说明|附注)\s{0,3}\d?[:：]/.test(text);

/** A page number on a line of its own: "— 12 —". */
export const isPageNumber = (text: string): boolean => /^[-—–]{1,2}\s{0,2}\d{1,3}\s{0,2}[-—–]{1,2}$/.test(text.trim());
