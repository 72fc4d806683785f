/** Bullets: signs of their own, and whatever fonts of signs hold, which means nothing elsewhere. */
const BULLET = /[\ue000-\uf8ff•·●○■□◆◇➢✓]/g;

/**
 * The number of a list item as it stands before the text: "一、", "（二）", "3. ". A blank keeps it apart where it would
 * run into the text. Empty for a bullet.
 */
export const listLabel = (printed: string): string => {
  const text = printed.replace(BULLET, '').trim();
  if (text === '' || text === 'o' || text === '-') return '';
  return /[\w.]$/.test(text) ? `${text} ` : text;
};
