import type { HttpContext } from '@adonisjs/core/http'
import { formatDate } from '#core/calendar/index'
import { Dec, formatDecimal } from '#core/money/index'
import { registeredCodes } from '#core/records/index'
import { fraudFineOn, pricesOn, servicePriceOn } from '../services/prices_on.ts'
import { TARIFF_TYPES } from '../services/registers.ts'
import { refusalOf } from '../services/simulate_lines.ts'
import { scopeOf } from '../services/simulation_scope.ts'

const text = (value: unknown): string =>
  typeof value === 'string' ? value.trim().slice(0, 40) : ''
const reais = (amount: string) => `R$ ${formatDecimal(Dec.of(amount), 2)}`

/** What costs how much on a date: tariffs by type, services, fines. */
export default class PricesController {
  async show(ctx: HttpContext) {
    ctx.authorize('tariffs.read')
    const { actor, request, view } = ctx
    const asked = { on: text(request.input('on')), type: text(request.input('type')) }
    const types = await registeredCodes(TARIFF_TYPES, actor.municipalityId)
    const titles = new Map(types.map(({ value, title }) => [value, title]))
    try {
      const { on } = await scopeOf(actor, { on: asked.on })
      const {
        table,
        tariffs,
        services,
        fraud_fines: fines,
      } = await pricesOn(actor.municipalityId, on, asked.type || undefined)
      return await view.render('tariffs::prices', {
        ...{ asked: { ...asked, on }, types, problem: null },
        table: { ...table, since: formatDate(table.since) },
        tariffs: tariffs.map((one) => ({ ...one, typeTitle: titles.get(one.type) ?? one.type })),
        services: services.map((one) => ({ ...one, shown: reais(one.amount) })),
        fines: fines.map((one) => ({ ...one, shown: reais(one.amount) })),
      })
    } catch (error) {
      const problem = refusalOf(error).text
      return view.render('tariffs::prices', { asked, types, problem, table: null })
    }
  }

  /** Everything in force on a date, or one service, or one fine: for other systems and the field. */
  async api({ actor, authorize, request }: HttpContext) {
    authorize('tariffs.read')
    const { on } = await scopeOf(actor, { on: text(request.input('on')) })
    const [service, fraud] = [text(request.input('service')), text(request.input('fraud'))]
    if (service) return { on, service: await servicePriceOn(actor.municipalityId, on, service) }
    if (fraud) {
      const degree = text(request.input('degree'))
      return { on, fine: await fraudFineOn(actor.municipalityId, on, { type: fraud, degree }) }
    }
    return {
      on,
      ...(await pricesOn(actor.municipalityId, on, text(request.input('type')) || undefined)),
    }
  }
}
