/** The few pictures of the page's buttons, drawn here so that no font decides how they look. */

const shapes = {
  play: "M3 1.5v11l9-5.5z",
  pause: "M3 1.5h3v11H3zM8 1.5h3v11H8z",
  step: "M2 1.5v11l7-5.5zM10 1.5h2v11h-2z",
  flag: "M3 1h1.5v1H12l-2 3 2 3H4.5v5H3z",
  end: "M1 2v10l5-5zM6.5 2v10l5-5zM12 2h1.5v10H12z",
  sun: "M7 4a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM6.3 0h1.4v2.4H6.3zM6.3 11.6h1.4V14H6.3zM0 6.3h2.4v1.4H0zM11.6 6.3H14v1.4h-2.4zM2.5 1.6l1.6 1.6-1 1L1.5 2.6zM11 9.900l1.600 1.600-1 1L10 10.900zM12.500 2.600l-1.600 1.600-1-1 1.600-1.600zM4.100 10.900l-1.600 1.600-1-1 1.600-1.600z",
  moon: "M11.800 9.200A5.500 5.500 0 0 1 4.800 2.200 5.500 5.500 0 1 0 11.800 9.200z",
  screen: "M1 2h12v8H1zM2.400 3.400v5.200h9.200V3.400zM4.500 11h5v1.300h-5z",
  close:
    "M2.800 1.800 7 6l4.200-4.200 1 1L8 7l4.200 4.200-1 1L7 8l-4.200 4.200-1-1L6 7 1.800 2.800z",
} as const;

export function Icon({ name }: { readonly name: keyof typeof shapes }) {
  return (
    <svg class="icon" viewBox="0 0 14 14" aria-hidden="true">
      <path d={shapes[name]} />
    </svg>
  );
}
