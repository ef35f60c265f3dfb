import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { BaseCommand, args, flags } from '@adonisjs/core/ace'
import { plugins } from '#config/plugins'
import { pluginErrors } from '#core/kernel/plugin_errors'
import { pluginFiles, withPlugin } from '#core/kernel/scaffold/files'

const NAME = /^[a-z][a-z0-9]{1,30}$/
const LIST = 'config/plugins.ts'

export default class MakePlugin extends BaseCommand {
  static commandName = 'make:plugin'
  static description =
    'Write a new plugin with a table, screens, permissions and tests, and put it on the list'

  @args.string({ description: 'Folder, table and permission prefix: small letters and digits' })
  declare name: string

  @flags.string({ description: 'Name on screens, in Portuguese' })
  declare title: string

  @flags.array({ description: 'Plugins whose api it may use' })
  declare requires: string[]

  async run() {
    const { name } = this
    if (!NAME.test(name)) throw pluginErrors.E_KERNEL_PLUGIN_NAME({ name })
    if (existsSync(this.app.makePath('plugins', name)))
      throw pluginErrors.E_KERNEL_PLUGIN_EXISTS({ name })
    const requires = (this.requires ?? []).flatMap((one) => one.split(','))
    const unknown = requires.find((one) => !plugins.some((plugin) => plugin.name === one))
    if (unknown) throw pluginErrors.E_KERNEL_PLUGIN_UNKNOWN({ name: unknown })
    const files = pluginFiles({ name, title: this.title ?? name, requires })
    for (const [path, content] of Object.entries(files)) await this.#write(path, content)
    const list = await readFile(this.app.makePath(LIST), 'utf8')
    await this.#write(LIST, withPlugin(list, name))
    this.logger.info(
      `next: ./ace system:prepare, then test functional --files=plugins/${name}/tests/functional/items.spec.ts`
    )
  }

  async #write(path: string, content: string) {
    const file = this.app.makePath(path)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, content)
    this.logger.action(`write ${path}`).succeeded()
  }
}
