// The whole app runs on the device: it must open where no server answers.
export const ssr = false;
export const prerender = false;
