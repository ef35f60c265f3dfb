import env from '#core/kernel/env'
import { defineConfig, services } from '@adonisjs/drive'
import { WholeFileDriver } from '#core/files/whole_file_driver'
import { varPath } from '#core/kernel/index'

/** Where files are kept: the disk of this machine, or a bucket that several machines share. Nothing is served from it directly. */
const driveConfig =
  env.get('FILES_STORAGE') === 's3'
    ? defineConfig({
        default: 'files',
        services: {
          files: services.s3({
            bucket: env.get('S3_BUCKET', ''),
            region: env.get('S3_REGION', 'us-east-1'),
            endpoint: env.get('S3_ENDPOINT'),
            forcePathStyle: env.get('S3_ENDPOINT') !== undefined,
            credentials: {
              accessKeyId: env.get('S3_ACCESS_KEY_ID', ''),
              secretAccessKey: env.get('S3_SECRET_ACCESS_KEY', ''),
            },
            visibility: 'private',
            supportsACL: false,
          }),
        },
      })
    : defineConfig({
        default: 'files',
        services: {
          files: () => new WholeFileDriver({ location: varPath('files'), visibility: 'private' }),
        },
      })

export default driveConfig
