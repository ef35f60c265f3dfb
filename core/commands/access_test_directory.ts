import { BaseCommand, args, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'

export default class AccessTestDirectory extends BaseCommand {
  static commandName = 'access:test-directory'
  static description = 'Ask the directory of the network for a person, with the settings in force'
  static options: CommandOptions = { startApp: true }

  @args.string({ description: 'Login of the person, as typed to enter' })
  declare login: string

  @flags.string({ description: 'Code of the municipality (the first one when not given)' })
  declare municipality: string

  async run() {
    const { municipalityByCode } = await import('#core/configuration/command_support')
    const { lookUp } = await import('#core/access/directory/directory_client')
    const { directorySettings, groupProfiles } = await import('#core/access/network/settings')
    const { profilesOfGroups } = await import('#core/access/network/group_profiles')
    const { findUserByLogin } = await import('#core/access/sign_in/find_user')
    const { id } = await municipalityByCode(this.municipality)
    const settings = await directorySettings(id)
    if (!settings)
      return this.#fail(
        'O diretório está desligado: o parâmetro access.directory não tem endereço.'
      )
    this.logger.log(`Diretório: ${settings.url}`)
    const { person, answer } = await lookUp(settings, this.login)
    if (answer.status === 'unreachable') return this.#fail(`Não respondeu: ${answer.reason}`)
    if (!person)
      return this.#fail(
        `Respondeu, mas não encontrou exatamente uma pessoa com o login ${this.login}.`
      )
    const profiles = profilesOfGroups(person.groups, await groupProfiles(id))
    const operator = await findUserByLogin(this.login)
    const lines = [
      ['Nome', person.name],
      ['E-mail', person.email ?? '—'],
      ['Entrada', person.dn],
      ['Grupos', person.groups.join('; ') || '—'],
      ['Perfis', profiles.join(', ') || '—'],
      ['Operador', operator ? operator.fullName : 'não cadastrado'],
    ]
    for (const [title, value] of lines) this.logger.log(`${title}: ${value}`)
  }

  #fail(text: string) {
    this.logger.error(text)
    this.exitCode = 1
  }
}
