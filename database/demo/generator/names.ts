import type { Random } from './random.ts'

const WOMEN = {
  first:
    `Maria Ana Francisca Antônia Adriana Juliana Márcia Fernanda Patrícia Aline Sandra Camila Amanda Bruna Jéssica Letícia
Júlia Luciana Vanessa Mariana Gabriela Vera Vitória Larissa Cláudia Beatriz Rita Luana Sônia Renata Eliane Josefa Simone
Natália Cristiane Carla Débora Rosângela Jaqueline Rosa Daniela Aparecida Marlene Terezinha Raimunda Andréia Fabiana Lúcia
Raquel Ângela Rafaela Joana Luzia Elaine`.split(/\s+/),
  middle: ['Aparecida', 'das Graças', 'de Fátima', 'Cristina', 'Regina'],
}

const MEN = {
  first:
    `José João Antônio Francisco Carlos Paulo Pedro Lucas Luiz Marcos Luís Gabriel Rafael Daniel Marcelo Bruno Eduardo
Felipe Raimundo Rodrigo Manoel Mateus André Fernando Fábio Leonardo Gustavo Guilherme Leandro Tiago Anderson Ricardo Márcio
Jorge Sebastião Alexandre Roberto Edson Diego Vítor Sérgio Cláudio`.split(/\s+/),
  middle: ['Batista', 'Henrique', 'Augusto', 'César', 'de Jesus'],
}

const LAST =
  `Silva|Santos|Oliveira|Souza|Rodrigues|Ferreira|Alves|Pereira|Lima|Gomes|Costa|Ribeiro|Martins|Carvalho|Almeida
|Lopes|Soares|Fernandes|Vieira|Barbosa|Rocha|Dias|Nascimento|Andrade|Moreira|Nunes|Marques|Machado|Mendes|Freitas|Cardoso
|Ramos|Gonçalves|Santana|Teixeira|Araújo|Borges|Moraes|Campos|Pinto|Batista|Correia|Castro|Moura|Monteiro|Farias|Barros
|Duarte|Tavares|Cavalcante|Figueiredo|Brito|Nogueira|Assunção|Xavier|Guimarães|Leite|Siqueira|Queiroz|Amaral`.split(
    /\s*\|/
  )

const TRADES =
  `Padaria|Mercado|Farmácia|Restaurante|Auto Peças|Material de Construção|Loja de Confecções|Oficina Mecânica
|Salão de Beleza|Papelaria|Açougue|Lanchonete|Pousada|Agropecuária|Clínica Odontológica|Ótica|Academia|Posto`.split(
    /\s*\|/
  )

const FACTORIES = ['Frigorífico', 'Laticínio', 'Cerâmica', 'Serraria', 'Beneficiadora de Grãos']
const PROPER = [
  'São José',
  'Progresso',
  'Boa Vista',
  'Central',
  'Novo Horizonte',
  'União',
  'Pantanal',
]

export function personName(random: Random): string {
  const names = random.chance(520) ? WOMEN : MEN
  const middle = random.chance(220) ? [random.pick(names.middle)] : []
  const particle = random.chance(300) ? [random.pick(['da', 'de', 'dos'])] : []
  return [
    random.pick(names.first),
    ...middle,
    random.pick(LAST),
    ...(random.chance(400) ? [...particle, random.pick(LAST)] : []),
  ].join(' ')
}

/** A mother's name: a woman's first name and the family name of her child. */
export function motherName(random: Random, child: string): string {
  return `${random.pick(WOMEN.first)} ${random.pick(WOMEN.middle)} ${child.split(' ').at(-1)!}`
}

export function shopName(random: Random): string {
  return `${random.pick(TRADES)} ${random.pick([...PROPER, ...LAST])} Ltda.`
}

export function factoryName(random: Random): string {
  return `${random.pick(FACTORIES)} ${random.pick(PROPER)} S.A.`
}

export const BUILDING_NAMES = ['Buriti', 'Ipê Amarelo', 'Tuiuiú', 'Cerrado', 'Aroeira', 'Jatobá']
