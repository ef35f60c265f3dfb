import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { systemActor } from '#core/access/index'
import { runAction } from '#core/actions/index'
import { pixNotice } from '../actions/pix_notice.ts'
import { requireProof } from '../services/pix/notice_proof.ts'
import { inTurn } from '../services/in_turn.ts'
import { agreementOfToken } from '../services/receive_pix.ts'

/** Where banks post Pix notices; the token in the address says of which agreement. */
export default class PixController {
  async store({ request, response }: HttpContext) {
    const token = String(request.param('token'))
    const agreement = await agreementOfToken(db, token)
    await requireProof(agreement, {
      body: request.raw() ?? '',
      header: (name) => request.header(name) ?? null,
      address: request.ip(),
    })
    const { outcomes, refused } = await inTurn(String(agreement.municipalityId), () =>
      runAction(pixNotice, {
        actor: systemActor(agreement.municipalityId, `Pix de ${agreement.agentName}`),
        input: { ...request.only(['pix']), token },
      })
    )
    const repeated = outcomes.filter(({ outcome }) => outcome === 'repeated').length
    return response.ok({
      received: outcomes.length - repeated,
      repeated,
      refused: refused.map(({ endToEndId, reason }) => ({ endToEndId, reason })),
    })
  }
}
