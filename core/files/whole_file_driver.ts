import { randomUUID } from 'node:crypto'
import { mkdir, open, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { FSDriver } from '@adonisjs/drive/drivers/fs'

/** Files on disk, flushed and then named, so that a file under its name is always whole, whatever happens to the machine. */
export class WholeFileDriver extends FSDriver {
  override async put(key: string, contents: string | Uint8Array): Promise<void> {
    const { location } = this.options
    const path = join(typeof location === 'string' ? location : fileURLToPath(location), key)
    await mkdir(dirname(path), { recursive: true })
    const draft = `${path}.${randomUUID()}`
    const file = await open(draft, 'wx')
    try {
      await file.writeFile(contents)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(draft, path)
  }
}
