const BY_SYSTEM = /^(?:__macosx|\.ds_store|thumbs\.db|desktop\.ini|\.git|\.svn)$/i;

const STYLE_OR_SCRIPT = /\.(?:css|js|woff2?|ttf|eot|map|ico|svg|lnk|url)$/i;

/** Why a member is no report by its very name, or null. */
export const junkReason = (name: string): string | null => {
  const segments = name.split(/[\\/]/);
  const file = segments.at(-1) ?? '';
  if (segments.some((segment) => BY_SYSTEM.test(segment))) return 'added by the system that packed it';
  if (file.startsWith('~$') || file.startsWith('._')) return 'a lock or resource file';
  return STYLE_OR_SCRIPT.test(file) ? 'a style, script or shortcut' : null;
};
