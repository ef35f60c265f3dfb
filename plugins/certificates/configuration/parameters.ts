import type { Parameter } from '#core/configuration/index'

export const VALID_DAYS = 'certificates.valid_days'

const validDays: Parameter = {
  key: VALID_DAYS,
  title: 'Validade das certidões de débitos',
  help: 'Dias corridos, contados da emissão, em que uma certidão vale. As já emitidas ficam com a validade que trazem impressa.',
  schema: { type: 'integer', minimum: 1, maximum: 180 },
  default: 90,
  unit: 'dias',
  because:
    'O Código Tributário Nacional (arts. 205 e 206) deixa a validade ao emissor; as Fazendas vão de 30 a 180 dias.',
}

export default [validDays] as readonly Parameter[]
