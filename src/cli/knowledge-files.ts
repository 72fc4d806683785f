import type { Knowledge } from '../audit/knowledge.ts';
import { loadKnowledge, PROJECT_FOLDERS } from '../jobs/load-knowledge.ts';

/** Where rules and forms come from: given folders, or the project's own. */
export type KnowledgeFolders = { readonly rules?: string; readonly templates?: string };

export const rulesFolder = (folders: KnowledgeFolders): string => folders.rules ?? PROJECT_FOLDERS.rules;

/** All knowledge of an audit. Throws a ConfigurationError with every fault of every file, with file and line. */
export const readKnowledge = async (folders: KnowledgeFolders): Promise<Knowledge> => {
  const { byProfile } = await loadKnowledge({
    rules: rulesFolder(folders),
    templates: folders.templates ?? PROJECT_FOLDERS.templates,
    profiles: PROJECT_FOLDERS.profiles,
  });
  return byProfile.get('default') ?? [...byProfile.values()][0]!;
};
