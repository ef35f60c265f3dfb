import { BaseCommand, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'

export default class ConfigurationTrust extends BaseCommand {
  static commandName = 'configuration:trust'
  static description = 'Show the public key of this installation, or trust the key of another'
  static options: CommandOptions = { startApp: true }

  @flags.string({ description: 'E-mail of who acts', required: true })
  declare user: string

  @flags.string({ description: 'Public key of the other installation' })
  declare key: string

  @flags.string({ description: 'Whose key it is' })
  declare name: string

  @flags.string({ description: 'Why it is trusted' })
  declare reason: string

  async run() {
    const { performAs, tellingRefusals } = await import('#core/configuration/command_support')
    const { trustKeyAction } = await import('#core/configuration/bundles/actions')
    const { listKeys, ownKey } = await import('#core/configuration/bundles/keys')
    const { default: db } = await import('@adonisjs/lucid/services/db')
    await tellingRefusals(this, async () => {
      if (this.key) {
        const input = { name: this.name, public_key: this.key }
        const request = { email: this.user, input, reason: this.reason }
        const { description } = await performAs(trustKeyAction, request)
        this.logger.success(description)
        return
      }
      const own = await db.transaction((tx) => ownKey(tx))
      this.logger.log(own.publicKey)
      for (const { name, fingerprint, revokedAt } of await listKeys(db)) {
        this.logger.log(`${name} ${fingerprint}${revokedAt ? ' (sem confiança)' : ''}`)
      }
    })
  }
}
