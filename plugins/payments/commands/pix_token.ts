import { BaseCommand, args, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'
import type { RenewedToken } from '../actions/renew_pix_token.ts'

export default class PixToken extends BaseCommand {
  static commandName = 'payments:pix-token'
  static description = 'Give an agreement a new access code for the Pix notices of its bank'
  static options: CommandOptions = { startApp: true }

  @args.string({ description: 'Id of the agreement' })
  declare agreement: string

  @flags.string({ description: 'Id of the municipality', required: true })
  declare municipality: string

  async run() {
    const { systemActor } = await import('#core/access/index')
    const { runAction } = await import('#core/actions/index')
    const { token, agreement } = await runAction<{ id: bigint }, RenewedToken>(
      'payments.renew_pix_token',
      {
        actor: systemActor(BigInt(this.municipality), 'Linha de comando'),
        input: { id: this.agreement },
      }
    )
    this.logger.success(`Convênio ${agreement.code} de ${agreement.agentName}: código trocado`)
    this.logger.log(`Endereço para o banco: /api/payments/pix/${token}`)
    this.logger.log('Guarde-o agora: o código não é mostrado de novo.')
  }
}
