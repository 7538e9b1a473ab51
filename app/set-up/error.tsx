"use client";

export { default } from "@/components/desk/page-error";
