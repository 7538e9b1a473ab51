/** Holds "light" or "dark"; absent, the newsroom follows the system. Read by the server so that nothing flashes. */
export const themeCookie = "galley-theme";
