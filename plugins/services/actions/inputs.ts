import vine from '@vinejs/vine'

export const code = () => vine.string().trim().minLength(1).maxLength(40)
export const subject = ({ id }: { readonly id: string | number | bigint }) => ({
  ...{ type: 'services.orders', id: BigInt(id) },
})
