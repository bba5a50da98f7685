// A signature drawn with a finger or a mouse. Without this script the name is written instead.
for (const canvas of document.querySelectorAll('canvas.sign')) {
  const field = document.querySelector(`input[name="${canvas.dataset.for}"]`);
  const wipe = canvas.parentElement.querySelector('.wipe');
  const pen = canvas.getContext('2d');
  let drawing = false;

  const at = event => {
    const box = canvas.getBoundingClientRect();
    return [(event.clientX - box.left) * canvas.width / box.width, (event.clientY - box.top) * canvas.height / box.height];
  };

  canvas.hidden = wipe.hidden = false;
  Object.assign(pen, { lineWidth: 5, lineCap: 'round', lineJoin: 'round', strokeStyle: '#111' });
  canvas.addEventListener('pointerdown', event => {
    drawing = true;
    canvas.setPointerCapture(event.pointerId);
    pen.beginPath();
    pen.moveTo(...at(event));
  });
  canvas.addEventListener('pointermove', event => {
    if (!drawing) return;
    pen.lineTo(...at(event));
    pen.stroke();
  });
  for (const end of ['pointerup', 'pointercancel']) {
    canvas.addEventListener(end, () => {
      if (drawing) field.value = canvas.toDataURL('image/png');
      drawing = false;
    });
  }
  wipe.addEventListener('click', () => {
    pen.clearRect(0, 0, canvas.width, canvas.height);
    field.value = '';
  });
}
