/* Ctrl+Shift+L locks the screen: the form of the account menu is sent. */
document.addEventListener('keydown', (event) => {
  if (!event.ctrlKey || !event.shiftKey || event.key.toLowerCase() !== 'l') return
  const form = document.querySelector('form[data-lock]')
  if (!form) return
  event.preventDefault()
  form.requestSubmit()
})
