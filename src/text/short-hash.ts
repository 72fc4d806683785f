/** FNV-1a of 64 bits as two halves of 32, since whole numbers are exact only up to 53 bits. */
const OFFSET = { high: 0xcbf29ce4, low: 0x84222325 };
/** The prime is 2^40 + 0x1b3. */
const PRIME_LOW = 0x1b3;
const HALF = 0x100000000;

/** FNV-1a over UTF-16 units, 16 hexadecimal digits: a name for a thing, not a protection against forgery. */
export const shortHash = (text: string): string => {
  let { high, low } = OFFSET;
  for (let i = 0; i < text.length; i += 1) {
    const mixed = (low ^ text.charCodeAt(i)) >>> 0;
    const product = mixed * PRIME_LOW;
    high = (high * PRIME_LOW + Math.floor(product / HALF) + ((mixed << 8) >>> 0)) % HALF;
    low = product % HALF;
  }
  return high.toString(16).padStart(8, '0') + low.toString(16).padStart(8, '0');
};
