/**
 * Why a page was not fetched: a code for programs and a sentence for people. `again` says whether another try may help
 * tonight, `after` how many milliseconds the server asked to wait; `host` that the whole host, not only the page, is in trouble.
 */
export type WebFault = {
  readonly code: string;
  readonly message: string;
  readonly again: boolean;
  readonly after: number | null;
  readonly host: boolean;
};

type Kind = Pick<WebFault, 'code' | 'message'> & Partial<Pick<WebFault, 'again' | 'host'>>;

export const webFault = ({ code, message, again = false, host = false }: Kind): WebFault => ({
  code,
  message,
  again,
  after: null,
  host,
});

/** Thrown while a body is read, for what the limits or the encoding forbid. */
export class BodyRefused extends Error {
  override readonly name = 'BodyRefused';
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

const UNREACHABLE: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'the host refuses the connection',
  EHOSTUNREACH: 'there is no way to the host',
  ENETUNREACH: 'there is no way to its network',
  EADDRNOTAVAIL: 'its address cannot be used from here',
  ETIMEDOUT: 'the host does not answer',
  UND_ERR_CONNECT_TIMEOUT: 'the host does not answer',
  EAI_AGAIN: 'the name service does not answer',
};

const SLOW: Readonly<Record<string, string>> = {
  UND_ERR_HEADERS_TIMEOUT: 'the answer did not begin in time',
  UND_ERR_BODY_TIMEOUT: 'the answer stopped on its way',
  GOUJI_TOO_SLOW: 'the answer took too long as a whole',
};

const BROKEN: Readonly<Record<string, string>> = {
  ECONNRESET: 'the host broke off the connection',
  EPIPE: 'the host broke off the connection',
  UND_ERR_SOCKET: 'the host closed the connection before the end',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'the answer is not as long as it says',
  UND_ERR_CLOSED: 'the connection was closed before the end',
  Z_BUF_ERROR: 'the compressed answer ends before its end',
};

const TLS: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'its certificate has expired',
  CERT_NOT_YET_VALID: 'its certificate is not valid yet',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is signed by itself',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is signed by an unknown authority',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'it does not send the certificates between its own and the authority',
  UNABLE_TO_GET_ISSUER_CERT: 'it does not send the certificates between its own and the authority',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its certificate is signed by an unknown authority',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
  ERR_SSL_UNSAFE_LEGACY_RENEGOTIATION_DISABLED: 'it offers only an old, unsafe form of TLS',
  ERR_SSL_UNSUPPORTED_PROTOCOL: 'it offers only an old, unsafe form of TLS',
  EPROTO: 'the two sides find no common form of TLS',
};

type Coded = Error & { readonly code?: string; readonly cause?: unknown; readonly errors?: readonly unknown[] };

/** The error and what lies beneath it; a failed connection to several addresses holds one error for each. */
const layersOf = (error: unknown): readonly Coded[] => {
  if (!(error instanceof Error)) return [];
  const { cause, errors } = error as Coded;
  return [error as Coded, ...layersOf(cause), ...(errors ?? []).slice(0, 8).flatMap(layersOf)];
};

const isTls = (code: string): boolean => Object.hasOwn(TLS, code) || /^ERR_(?:SSL|TLS)_|^CERT_|_CERT(?:_|$)/.test(code);

const faultOfCode = (code: string, message: string): WebFault | null => {
  const told = `${message} (${code})`;
  if (code === 'ENOTFOUND' || code === 'ENODATA')
    return webFault({ code: 'no-such-host', message: `the name of the host is not known (${code})`, host: true });
  const away = UNREACHABLE[code];
  if (away) return webFault({ code: 'unreachable', message: `${away} (${code})`, again: true, host: true });
  const slow = SLOW[code];
  if (slow) return webFault({ code: 'too-slow', message: `${slow} (${code})`, again: true });
  const broken = BROKEN[code];
  if (broken) return webFault({ code: 'broken-off', message: `${broken} (${code})`, again: true });
  if (isTls(code))
    return webFault({ code: 'tls', message: TLS[code] ? `TLS: ${TLS[code]} (${code})` : `TLS: ${told}` });
  if (/^Z_|^ERR_.*BROTLI|^ERR__ERROR/.test(code))
    return webFault({ code: 'bad-encoding', message: `the compressed answer is damaged: ${told}` });
  if (/^HPE_|^UND_ERR_HEADERS_OVERFLOW$/.test(code))
    return webFault({ code: 'bad-answer', message: `the answer is not proper HTTP: ${told}` });
  return null;
};

/** Names what went wrong with a request. Rethrows what is a fault of this program and not of the network. */
export const faultOfError = (error: unknown): WebFault => {
  const layers = layersOf(error);
  const refused = layers.find(({ name }) => name === 'AddressRefused');
  if (refused) return webFault({ code: 'address-refused', message: refused.message });
  const body = layers.find((layer) => layer instanceof BodyRefused);
  if (body instanceof BodyRefused) return webFault({ code: body.code, message: body.message });
  for (const { code, message, name } of layers) {
    if (message.includes('before secure TLS connection was established'))
      return webFault({ code: 'tls', message: 'TLS: the host breaks off where TLS should begin' });
    if (name === 'HTTPParserError')
      return webFault({ code: 'bad-answer', message: `the answer is not proper HTTP: ${message.slice(0, 200)}` });
    const fault = code === undefined ? null : faultOfCode(code, message);
    if (fault) return fault;
  }
  if (layers.some(({ code }) => code !== undefined))
    return webFault({ code: 'broken-off', message: `the request failed: ${(error as Error).message}`, again: true });
  throw error;
};
