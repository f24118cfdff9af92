/** EC2's word that its user, and not a service for its user, manages something (G-239, G-291). */
export const unmanaged = { Managed: false };
