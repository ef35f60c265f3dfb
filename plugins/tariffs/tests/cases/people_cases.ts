import type { TariffBlock } from '../../domain/tariff_table.ts'
import { type TableCase, category, declared } from './case.ts'

const LAW = 'Decreto municipal 77/2026'
const SOCIAL = 'Lei 14.898/2024, art. 6º'

/** Prices in a municipal unit with six decimals; unmetered connections by taps or economies; fixed charge by meter size. */
export const indexUnit: TableCase = {
  name: 'preços em UFM com seis casas, consumo presumido e fixo por hidrômetro',
  grows: true,
  units: { UFM: '4.123457' },
  facts: { meterSize: '3/4' },
  table: declared('Tabela em UFM', {
    categories: { RES: category('Residencial'), COM: category('Comercial') },
    unit: { code: 'UFM' },
    unmetered: [
      { categories: ['COM'], m3: '4', per: 'tap' },
      { m3: '15', per: 'economy' },
    ],
    charges: [
      {
        charge_type: 'water_basic',
        title: 'Fixo por capacidade do hidrômetro',
        applies: { is_metered: true },
        legal_basis: LAW,
        structure: {
          kind: 'fixed_by_meter',
          per: 'connection',
          amounts: { '3/4': '2.000000', '1': '5.500000' },
        },
      },
      {
        charge_type: 'water',
        title: 'Água',
        applies: {},
        legal_basis: LAW,
        structure: {
          kind: 'brackets',
          per: 'economy',
          brackets: [
            { over: 0, to: 10, price: '0.845123' },
            { over: 10, to: null, price: '1.234567' },
          ],
        },
      },
    ],
  }),
  bills: [
    // UFM: 10 × 0.845123 + 3 × 1.234567 = 12.154931; × 4.123457 = 50.1203… → 50.12. Fixed 2 × 4.123457 = 8.246914 → 8.25.
    {
      facts: { waterM3: '13', meterSize: '3/4' },
      charges: { water_basic: '8.25', water: '50.12' },
    },
    // Meter of 1": 5.5 × 4.123457 = 22.6790… → 22.68; 10 × 0.845123 × 4.123457 = 34.8482… → 34.85.
    { facts: { waterM3: '10', meterSize: '1' }, charges: { water_basic: '22.68', water: '34.85' } },
    // No meter, 2 economies: 30 m³ → 20 × 0.845123 + 10 × 1.234567 = 29.24813 UFM → 120.6034… → 120.60.
    { facts: { waterM3: '0', isMetered: false, economies: 2 }, charges: { water: '120.60' } },
    // Shop without meter and 3 taps: 12 m³ → 8.45123 + 2.469134 = 10.920364 UFM → 45.0296… → 45.03.
    {
      facts: { category: 'COM', waterM3: '0', isMetered: false, taps: 3 },
      charges: { water: '45.03' },
    },
  ],
}

/** Garbage by volume band × frequency × profile; regulation fee on water; each line rounded half-even. */
export const wasteMatrix: TableCase = {
  name: 'lixo por faixa de volume × frequência × perfil; taxa de regulação; arredondado por linha',
  grows: true,
  facts: { collectionFrequency: 'daily', wasteProfile: 'household' },
  table: declared('Lixo por matriz', {
    rounding: { scale: 2, mode: 'half-even', at: 'bracket' },
    charges: [
      {
        charge_type: 'water',
        title: 'Água',
        applies: {},
        legal_basis: LAW,
        structure: {
          kind: 'brackets',
          per: 'economy',
          brackets: [
            { over: 0, to: 10, price: '3.4565' },
            { over: 10, to: null, price: '4.125' },
          ],
        },
      },
      {
        charge_type: 'regulation_fee',
        title: 'Taxa de regulação',
        applies: {},
        legal_basis: LAW,
        structure: { kind: 'percent', of: 'water', percent: '1.5' },
      },
      {
        charge_type: 'garbage',
        title: 'Coleta de lixo',
        applies: {},
        legal_basis: LAW,
        structure: {
          kind: 'matrix',
          per: 'economy',
          cells: [
            { over: 0, to: 10, frequency: 'daily', profile: 'household', amount: '14.20' },
            { over: 10, to: null, frequency: 'daily', profile: 'household', amount: '21.30' },
            { over: 0, to: null, frequency: 'alternate', profile: 'household', amount: '9.90' },
            { over: 0, to: null, profile: 'large', amount: '310.00' },
          ],
        },
      },
    ],
  }),
  bills: [
    // 9 × 3.4565 = 31.1085 → 31.11; fee 0.46665 → 0.47; 14.20.
    {
      facts: { waterM3: '9', collectionFrequency: 'daily', wasteProfile: 'household' },
      charges: { water: '31.11', regulation_fee: '0.47', garbage: '14.20' },
    },
    // 34.565 → half-even 34.56; 1 × 4.125 → half-even 4.12: 38.68; 1.5 % = 0.5802 → 0.58; 21.30.
    {
      facts: { waterM3: '11', collectionFrequency: 'daily', wasteProfile: 'household' },
      charges: { water: '38.68', regulation_fee: '0.58', garbage: '21.30' },
    },
    // Alternate days, 2 economies: 10 × 3.4565 → 34.56; fee 0.5184 → 0.52; 2 × 9.90.
    {
      facts: {
        waterM3: '10',
        economies: 2,
        collectionFrequency: 'alternate',
        wasteProfile: 'household',
      },
      charges: { water: '34.56', regulation_fee: '0.52', garbage: '19.80' },
    },
    // Large generator, whatever the frequency.
    {
      facts: { waterM3: '0', collectionFrequency: 'daily', wasteProfile: 'large' },
      charges: { water: '0.00', regulation_fee: '0.00', garbage: '310.00' },
    },
  ],
}

const LAW_EXAMPLE: readonly TariffBlock[] = [
  { over: 0, to: 10, price: '5' },
  { over: 10, to: 15, price: '8' },
  { over: 15, to: 20, price: '10' },
  { over: 20, to: null, price: '12' },
]

/** National social tariff, with a municipal one beside it: the customer gets the better. An exempt profile keeps its lines. */
export const social: TableCase = {
  name: 'tarifa social nacional e municipal, a melhor; isenção',
  grows: true,
  table: declared('Social', {
    charges: [
      {
        charge_type: 'water',
        title: 'Água, tarifa social',
        applies: { profiles: ['social'] },
        legal_basis: SOCIAL,
        structure: {
          kind: 'least',
          options: [
            {
              kind: 'first_bracket_discount',
              per: 'economy',
              percent: '50',
              up_to_m3: 15,
              brackets: LAW_EXAMPLE,
            },
            {
              kind: 'discount',
              percent: '40',
              reason: 'Lei municipal 900/2019',
              structure: { kind: 'brackets', per: 'economy', brackets: LAW_EXAMPLE },
            },
          ],
        },
      },
      {
        charge_type: 'water',
        title: 'Água, entidade isenta',
        applies: { profiles: ['exempt'] },
        legal_basis: 'Lei municipal 12/2001, art. 4º',
        structure: {
          kind: 'discount',
          percent: '100',
          reason: 'Isenção, Lei municipal 12/2001',
          structure: { kind: 'brackets', per: 'economy', brackets: LAW_EXAMPLE },
        },
      },
      {
        charge_type: 'water',
        title: 'Água',
        applies: {},
        legal_basis: LAW,
        structure: { kind: 'brackets', per: 'economy', brackets: LAW_EXAMPLE },
      },
    ],
  }),
  bills: [
    // Normal: 50 + 40 + 30 = 120.
    { facts: { waterM3: '18' }, charges: { water: '120.00' } },
    // Law: 8 × 2.50 = 20.00; municipal 40.00 − 40 % = 24.00: the law is better.
    { facts: { waterM3: '8', profile: 'social' }, charges: { water: '20.00' } },
    // 15 × 2.50 = 37.50; + 3 × 10 = 67.50 against 72.00.
    { facts: { waterM3: '18', profile: 'social' }, charges: { water: '67.50' } },
    // 25 m³: law 37.50 + 50 + 60 = 147.50; municipal 200 − 80 = 120.00: the municipal one is better.
    { facts: { waterM3: '25', profile: 'social' }, charges: { water: '120.00' } },
    { facts: { waterM3: '25', profile: 'exempt' }, charges: { water: '0.00' } },
  ],
}
