import type { RecordField } from '#core/records/index'
import { PREMISE_KINDS, SEWAGE_CLASSES } from './options.ts'

const responsible: readonly RecordField[] = [
  {
    name: 'holder_id',
    label: 'Titular',
    type: 'reference',
    record: 'registry.customers',
    isRequired: true,
    help: 'Quem responde pelas faturas. Busque pelo nome ou CPF; cadastre o cliente antes, se preciso.',
    section: 'Titular e economias',
  },
  {
    name: 'holder_from',
    label: 'Responde desde',
    type: 'date',
    isRequired: true,
    section: 'Titular e economias',
  },
  {
    name: 'category',
    label: 'Categoria',
    type: 'lookup',
    lookup: 'registry.categories',
    help: 'Vazia só na matrícula principal de um condomínio: as economias são das unidades.',
    section: 'Titular e economias',
  },
  {
    name: 'economies',
    label: 'Economias',
    type: 'integer',
    help: 'Moradias ou unidades que o imóvel serve.',
    section: 'Titular e economias',
  },
]

const connections: readonly RecordField[] = [
  {
    name: 'water_connected_on',
    label: 'Água ligada em',
    type: 'date',
    help: 'Vazio se o imóvel ainda não tem ligação de água.',
    section: 'Ligações',
  },
  {
    name: 'sewage_connected_on',
    label: 'Esgoto ligado em',
    type: 'date',
    section: 'Ligações',
  },
  {
    name: 'sewage_class',
    label: 'Classe do esgoto',
    type: 'enum',
    options: SEWAGE_CLASSES.filter(({ value }) => value !== 'none'),
    section: 'Ligações',
  },
]

/** What `registry.premises.create` asks besides the address and the billing of the record itself. */
export function premiseForm(record: readonly RecordField[]): readonly RecordField[] {
  const typed = record
    .filter(({ isReadOnly }) => !isReadOnly)
    .map((field) => {
      if (field.name === 'zip_code') return { ...field, maxLength: 9, help: 'Com ou sem hífen.' }
      // A registered street fills them.
      const isFilled = field.name === 'street' || field.name === 'district'
      return isFilled ? { ...field, isRequired: false } : field
    })
  return [
    {
      name: 'kind',
      label: 'Tipo',
      type: 'enum',
      options: PREMISE_KINDS,
      isRequired: true,
      section: 'Identificação',
    },
    {
      name: 'parent_id',
      label: 'Condomínio',
      type: 'reference',
      record: 'registry.premises',
      help: 'Só para a unidade de um condomínio: a matrícula principal.',
      section: 'Identificação',
    },
    ...typed,
    ...responsible,
    ...connections,
  ]
}
