/**
 * One member as the archive lists it. `name` is for people and for comparing, never a path; two members may have the
 * same name, `index` tells them apart. Sizes are in bytes as declared; `size` is checked when the member is read.
 */
export type ZipEntry = {
  readonly index: number;
  readonly name: string;
  readonly size: number;
  readonly packedSize: number;
  readonly isFolder: boolean;
  /** Encrypted members and symbolic links are listed and never read. */
  readonly refusal: 'encrypted' | 'symbolic link' | null;
};
