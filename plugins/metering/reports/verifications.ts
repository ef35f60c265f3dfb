import { type Report } from '#core/reports/index'
import { premiseColumn } from '#plugins/registry/api'
import { ORDER_ORIGINS, ORDER_STATES, VERIFICATION_RESULTS } from '../records/options.ts'

/** The history of verifications, of one meter or of all, as one document (TR-3.2.3.6). */
export const verifications: Report = {
  name: 'metering.verifications',
  title: 'Histórico de aferições',
  help: 'Aferições pedidas e feitas: quem pediu, quando, o erro em cada vazão, o resultado e as observações. Filtrado por um hidrômetro, é o documento para o processo administrativo.',
  permission: 'metering.read',
  section: 'Hidrometria',
  filters: [
    { name: 'meter', label: 'Hidrômetro', type: 'reference', record: 'metering.meters' },
    { name: 'result', label: 'Resultado', type: 'enum', options: VERIFICATION_RESULTS },
  ],
  columns: [
    { name: 'number', label: 'Ordem', type: 'text' },
    { name: 'meter_number', label: 'Hidrômetro', type: 'text' },
    premiseColumn,
    { name: 'origin', label: 'Pedida por', type: 'enum', options: ORDER_ORIGINS },
    { name: 'requester', label: 'Quem pediu', type: 'text' },
    { name: 'opened_on', label: 'Pedida em', type: 'date' },
    { name: 'state', label: 'Situação', type: 'enum', options: ORDER_STATES },
    { name: 'verified_on', label: 'Aferido em', type: 'date' },
    { name: 'laboratory', label: 'Laboratório', type: 'text' },
    { name: 'error_minimum', label: 'Erro na vazão mínima (%)', type: 'decimal' },
    { name: 'error_transition', label: 'Na de transição (%)', type: 'decimal' },
    { name: 'error_nominal', label: 'Na nominal (%)', type: 'decimal' },
    { name: 'result', label: 'Resultado', type: 'enum', options: VERIFICATION_RESULTS },
    { name: 'remarks', label: 'Observações', type: 'text' },
  ],
  sort: { column: 'opened_on', direction: 'desc' },
  groups: ['result', 'origin'],
  sql: `select o.number, m.number as meter_number, o.premise_id, o.origin, o.requester, o.opened_on, o.state, o.verified_on,
               o.laboratory,
               o.error_minimum, o.error_transition, o.error_nominal,
               o.result, o.remarks
          from metering_orders o join metering_meters m on m.id = o.meter_id
         where o.municipality_id = :municipality and o.kind = 'verification'
           and (:meter::bigint is null or o.meter_id = :meter::bigint)
           and (:result::text is null or o.result = :result)`,
}
