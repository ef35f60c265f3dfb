/** A page that e-mail programs show alike: one column, no outside file, no script. */
export const emailPage = (body: string): string =>
  '<!doctype html><html lang="pt-BR"><head><meta charset="utf-8">' +
  `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">` +
  '<meta name="viewport" content="width=device-width"></head>' +
  '<body style="margin:0;padding:24px;background:#f5f7f9;font-family:Arial,sans-serif;font-size:15px;line-height:1.5;color:#17212b">' +
  '<div style="max-width:600px;margin:0 auto;padding:24px;background:#ffffff;border:1px solid #dfe4ea;border-radius:6px">' +
  `${body}</div></body></html>`

/** Plain text as markup: an empty line ends a paragraph. */
export const paragraphs = (text: string): string =>
  text
    .split(/\n{2,}/)
    .map((one) => `<p style="margin:0 0 12px">${escaped(one).replaceAll('\n', '<br>')}</p>`)
    .join('')

const escaped = (text: string) => text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`)
