/** Whether the page of all components is built too; no installation has it. */
export const hasGallery = Boolean(process.env['VORTEX_GALLERY']);
