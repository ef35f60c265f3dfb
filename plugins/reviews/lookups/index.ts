import { type LookupType, lookupRows } from '#core/records/index'

export default [
  {
    name: 'reviews.source_types',
    title: {
      one: 'Tipo de fonte alternativa',
      many: 'Tipos de fonte alternativa',
      gender: 'm',
    },
    help: 'De onde um imóvel tira água além da rede: o formulário da revisão de consumo pergunta.',
    permissions: { read: 'reviews.read', write: 'reviews.configure' },
    rows: lookupRows([
      ['well', 'Poço'],
      ['spring', 'Mina ou nascente'],
      ['rain', 'Água de chuva'],
      ['river', 'Rio, córrego ou represa'],
      ['truck', 'Caminhão-pipa'],
      ['other', 'Outra'],
    ]),
  },
] as readonly LookupType[]
