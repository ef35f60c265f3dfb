import { BaseCommand, args, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'
import { readFile } from 'node:fs/promises'

export default class AccessCreateAdmin extends BaseCommand {
  static commandName = 'access:create-admin'
  static description =
    'Write the municipality, the profiles of the product and the first administrator of an installation'
  static options: CommandOptions = { startApp: true }

  @args.string({ description: 'Login of the administrator' })
  declare login: string

  @flags.string({ description: 'Full name of the administrator', required: true })
  declare name: string

  @flags.string({
    description: 'Code of the municipality; written when it is not there',
    required: true,
  })
  declare municipality: string

  @flags.string({ description: 'Name of a new municipality' })
  declare municipalityName: string

  @flags.string({ description: 'Its state, two letters' })
  declare state: string

  @flags.string({ description: 'Its IBGE code, seven digits' })
  declare ibge: string

  @flags.string({ description: 'Its time zone; America/Sao_Paulo when not said' })
  declare timeZone: string

  @flags.string({
    description: 'File whose first line is the password; asked on the terminal without it',
  })
  declare passwordFile: string

  async run() {
    const { createAdmin } = await import('#core/access/users/create_admin')
    const { tellingRefusals } = await import('#core/configuration/command_support')
    await tellingRefusals(this, async () => {
      const { login, name: fullName } = this
      const password = await this.#password()
      const description = await createAdmin({
        ...{ login, fullName, password },
        municipality: {
          code: this.municipality,
          name: this.municipalityName,
          state: this.state,
          ibge: this.ibge,
          timeZone: this.timeZone,
        },
      })
      this.logger.success(description)
    })
  }

  async #password(): Promise<string> {
    if (!this.passwordFile) return this.prompt.secure('Senha do administrador')
    const text = await readFile(this.passwordFile, 'utf8')
    const [line = ''] = text.split(/\r?\n/)
    return line
  }
}
