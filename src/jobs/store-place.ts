import type { Config } from '../platform/config.ts';
import type { StorePlace } from '../store/open-store.ts';

/** Where the store of a configuration is. */
export const storePlace = (config: Config): StorePlace => {
  const { data, database, blobs, blobsEndpoint, blobsRegion: region, blobsAccessKey, blobsSecretKey } = config;
  const bucket =
    blobs && blobsEndpoint && blobsAccessKey && blobsSecretKey
      ? { ...blobs, endpoint: blobsEndpoint, region, accessKey: blobsAccessKey, secretKey: blobsSecretKey }
      : null;
  return { data, database, bucket };
};
