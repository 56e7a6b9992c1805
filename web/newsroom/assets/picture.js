// A click into the picture sets its focal point; two lines show where it lies. The fields below do
// the same by hand.
"use strict";

const picture = document.querySelector("img[data-focus]");
const across = document.querySelector("#focus_x");
const down = document.querySelector("#focus_y");

if (picture && across && down) {
  const mark = document.createElement("span");
  mark.className = "focus";
  mark.setAttribute("aria-hidden", "true");
  const frame = document.createElement("span");
  frame.className = "focus-frame";
  picture.replaceWith(frame);
  frame.append(picture, mark);

  const show = () => {
    mark.hidden = across.value === "" || down.value === "";
    mark.style.left = `${across.value}%`;
    mark.style.top = `${down.value}%`;
  };
  picture.addEventListener("click", (event) => {
    const box = picture.getBoundingClientRect();
    const hundredth = (part, whole) => Math.max(0, Math.min(100, Math.round((part / whole) * 100)));
    across.value = hundredth(event.clientX - box.left, box.width);
    down.value = hundredth(event.clientY - box.top, box.height);
    show();
  });
  for (const field of [across, down]) field.addEventListener("input", show);
  show();
}
